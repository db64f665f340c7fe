import ts from "typescript";

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  customConditions: ["source"],
  types: ["node"],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
};

/** The compile errors of one file, each as `line:column sentence`. */
export function compileErrors(fileName: string): readonly string[] {
  const program = ts.createProgram([fileName], options);
  const file = program.getSourceFile(fileName);
  if (!file) throw new Error(`${fileName} is not part of the program`);
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((diagnostic) => {
    const { line, character } = file.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
    return `${line + 1}:${character + 1} ${sentenceOf(message)}`;
  });
}

/** The part of a compiler's message that carries our sentence; the message itself where there is none. */
function sentenceOf(message: string): string {
  const told = /Mistake<"((?:[^"\\]|\\.)*)">/.exec(message)?.[1];
  return told === undefined ? message : told.replaceAll('\\"', '"');
}
