import { layerProblem } from "./layer-problem.mjs";

/** ESLint rule `callwright/layers`: an import must be one that the table in `layers.mjs` allows. */
export const layerRule = {
  meta: { type: "problem", schema: [], messages: { layer: "{{problem}}" } },
  create(context) {
    const check = (node, source, typeOnly) => {
      if (typeof source?.value !== "string") return;
      const problem = layerProblem({ file: context.filename, source: source.value, typeOnly });
      if (problem) context.report({ node, messageId: "layer", data: { problem } });
    };
    const checkExport = (node) => check(node, node.source, node.exportKind === "type" || areTypes(node.specifiers));
    return {
      ImportDeclaration: (node) => check(node, node.source, node.importKind === "type" || areTypes(node.specifiers)),
      ExportNamedDeclaration: checkExport,
      ExportAllDeclaration: checkExport,
      ImportExpression: (node) => check(node, node.source, false),
      TSImportType: (node) => check(node, node.source ?? node.argument?.literal, true),
    };
  },
};

function areTypes(specifiers) {
  return (
    specifiers?.length > 0 && specifiers.every(({ importKind, exportKind }) => (importKind ?? exportKind) === "type")
  );
}
