/** A decoded form: texts and further trees by name. Lists are trees with numbers as names. No prototype. */
export interface FormTree {
    readonly [name: string]: string | FormTree;
}
/** How much of a form is read before it is refused. */
export interface FormLimits {
    /** Where the form came from, for the error. Default: `form`. */
    readonly path?: string;
    /** Names and brackets of one field. Default: 8. */
    readonly maxDepth?: number;
    /** Default: 1000. */
    readonly maxFields?: number;
}
/**
 * The tree of a form whose names nest in brackets as in PHP: `auth[user][id]=1`, `list[]=a`, `list[7]=b`.
 *
 * Shape: a later field takes the place of an earlier one of the same name; gaps in lists stay gaps; a field named
 * `__proto__` at any depth is dropped.
 * Limits: see {@link FormLimits}.
 *
 * @throws CallwrightError `WEBHOOK_MALFORMED` when a limit is exceeded.
 */
export declare function parseBracketForm(text: string, limits?: FormLimits): FormTree;
