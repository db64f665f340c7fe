/** The name of a part, with the type of what stands behind it. */
export interface Token<Part> {
    readonly id: symbol;
    /** Only for the compiler. */
    readonly part?: Part;
}
/** Makes a token. @param name for messages */
export declare function token<Part>(name: string): Token<Part>;
/** Parts of an engine: each is made once, when it is first asked for, and closed in the reverse order of being made. */
export declare class PartContainer {
    #private;
    /** Says how a part is made and, if it holds something, how it is closed. */
    bind<Part>(name: Token<Part>, make: (get: <Other>(other: Token<Other>) => Other) => Part, close?: (part: Part) => Promise<void> | void): this;
    get<Part>(name: Token<Part>): Part;
    /** Closes everything that was made, last first. */
    close(): Promise<void>;
}
