import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** The compiler's options of the repository. */
export const compilerOptions = ts.convertCompilerOptionsFromJson(
  readCompilerOptions(readFileSync(`${root}tsconfig.json`, "utf8")),
  root,
).options;

/** The compile errors of one file, each as `line:column sentence`; `text` stands in for the file where it is given. */
export function compileErrors(fileName: string, text?: string): readonly string[] {
  return compileErrorsOf([fileName], text)[0] ?? [];
}

/** The compile errors of files in one program: for each file a list as of {@link compileErrors}. */
export function compileErrorsOf(fileNames: readonly string[], text?: string): readonly (readonly string[])[] {
  const program = ts.createProgram(fileNames, compilerOptions, hostWith(fileNames[0] ?? "", text));
  return fileNames.map((fileName) => {
    const file = program.getSourceFile(fileName);
    if (!file) throw new Error(`${fileName} is not part of the program`);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((diagnostic) => {
      const { line, character } = file.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
      const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
      return `${line + 1}:${character + 1} ${sentenceOf(message)}`;
    });
  });
}

/** What keeps the compiler from writing the declarations of a file's exports, whose text is given. */
export function declarationErrors(fileName: string, text: string): readonly string[] {
  const options = {
    ...compilerOptions,
    declaration: true,
    noEmit: false,
    allowImportingTsExtensions: false,
    rootDir: root,
  };
  const program = ts.createProgram([fileName], options, hostWith(fileName, text));
  return program
    .getDeclarationDiagnostics(program.getSourceFile(fileName))
    .map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"));
}

/**
 * The part of a compiler's message that carries our sentence; its first line where there is none.
 *
 * The names that a sentence lists at its end come sorted: their order is that in which the compiler met them.
 */
function sentenceOf(message: string): string {
  const sentence = /Mistake<"((?:[^"\\]|\\.)*)">/.exec(message)?.[1] ?? message.split("\n")[0] ?? "";
  return sentence.replace(/(?<=: )[\w.]+(, [\w.]+)+(?=\.$)/, (list) => list.split(", ").sort().join(", "));
}

function hostWith(fileName: string, text: string | undefined): ts.CompilerHost {
  const host = ts.createCompilerHost(compilerOptions);
  if (text === undefined) return host;
  const { fileExists, getSourceFile } = host;
  host.fileExists = (name) => name === fileName || fileExists(name);
  host.getSourceFile = (name, target, ...rest) =>
    name === fileName ? ts.createSourceFile(name, text, target) : getSourceFile(name, target, ...rest);
  return host;
}

function readCompilerOptions(text: string): unknown {
  const { config } = ts.parseConfigFileTextToJson("tsconfig.json", text) as { config?: { compilerOptions?: unknown } };
  return config?.compilerOptions;
}
