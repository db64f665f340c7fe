/** The texts in a locale such as `ru-RU`; English where there are none. */
export declare function unknownResultText(locale: string): {
    readonly title: string;
    readonly text: string;
};
