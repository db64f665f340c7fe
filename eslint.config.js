import { createNodeResolver, importX } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";
import { layerRule } from "./scripts/lint/layer-rule.mjs";

const forbiddenSyntax = {
  enums: { selector: "TSEnumDeclaration", message: "Use a union of literals, not an enum." },
  namespaces: { selector: "TSModuleDeclaration[kind='namespace']", message: "Use modules, not namespaces." },
  decorators: { selector: "Decorator", message: "No decorators." },
  exportStar: { selector: "ExportAllDeclaration", message: "List each exported name." },
  defaultExport: { selector: "ExportDefaultDeclaration", message: "Export by name." },
  defaultAsName: {
    selector: "ExportSpecifier[exported.name='default']",
    message: "Export by name.",
  },
};

export default tseslint.config(
  {
    ignores: ["**/dist/", "**/node_modules/", ".nodes/", "coverage/", ".docs-check/", "**/mistakes/"],
  },
  {
    linterOptions: { reportUnusedDisableDirectives: "error", reportUnusedInlineConfigs: "error" },
    plugins: { "import-x": importX, callwright: { rules: { layers: layerRule } } },
    settings: {
      "import-x/extensions": [".ts", ".mjs", ".js"],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts"] },
      "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".mjs", ".js"] })],
    },
    rules: {
      "callwright/layers": "error",
      "import-x/no-cycle": ["error", { ignoreExternal: true }],
      "import-x/no-self-import": "error",
      "no-restricted-syntax": ["error", ...Object.values(forbiddenSyntax)],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": "error",
    },
  },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/consistent-type-exports": ["error", { fixMixedExportsWithInlineTypeSpecifier: true }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // Vendors' fields are read as rows["FIELD"], which marks them as theirs.
      "@typescript-eslint/dot-notation": ["error", { allowIndexSignaturePropertyAccess: true }],
      // An empty string means absent in vendors' answers: `||` on strings is meant.
      "@typescript-eslint/prefer-nullish-coalescing": ["error", { ignorePrimitives: { string: true } }],
      // Node's fetch types call formData() deprecated for big uploads; bodies are bounded here.
      "@typescript-eslint/no-deprecated": [
        "error",
        { allow: [{ from: "package", name: "formData", package: "undici-types" }] },
      ],
      // An async method without await turns a throw into a rejection, as a port promises.
      "@typescript-eslint/require-await": "off",
      // A type alias has an index signature where an interface has none: contexts and JSON need it.
      "@typescript-eslint/consistent-type-definitions": "off",
      // Suggests the `!` that no-non-null-assertion forbids.
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
      // Reports Hono and PhoneNumber, whose instances come from another declaration of the same class.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "@typescript-eslint/no-empty-function": "off",
    },
  },
  {
    files: ["packages/*/src/**/*.ts"],
    rules: {
      "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // Type parameters carry the literals that the sentences of compile errors name.
    files: ["packages/core/src/define/**/*.ts", "packages/core/test/define/**/*.ts"],
    rules: { "@typescript-eslint/no-unnecessary-type-parameters": "off" },
  },
  {
    // XState types its snapshots and scopes with `any`.
    files: ["packages/core/src/machine/**/*.ts", "packages/core/test/machine/**/*.ts"],
    rules: { "@typescript-eslint/no-unsafe-argument": "off" },
  },
  {
    // Type parameters type what XState's own types cannot follow: placeholders and generated actions.
    files: ["packages/core/src/machine/placeholders.ts", "packages/core/src/machine/robot/build-machine.ts"],
    rules: { "@typescript-eslint/no-unnecessary-type-parameters": "off" },
  },
  {
    // Tests read parsed JSON and spied methods; a wrong guess there fails the test.
    files: ["**/test/**/*.ts"],
    rules: {
      // A server's handler that rejects is an unhandled rejection, and those fail the run.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-base-to-string": "off",
      "@typescript-eslint/unbound-method": "off",
    },
  },
  {
    files: ["**/*.config.ts", "eslint.config.js"],
    rules: {
      "no-restricted-syntax": [
        "error",
        ...Object.entries(forbiddenSyntax)
          .filter(([name]) => name !== "defaultExport")
          .map(([, rule]) => rule),
      ],
    },
  },
  {
    // Programs for the terminal print.
    files: ["scripts/**", "examples/**", "torture/**", "bench/**", "**/test/programs/**", "**/console-logger.ts"],
    rules: { "no-console": "off" },
  },
);
