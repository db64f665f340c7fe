/** Names of nodes that a scenario's variable can carry. */
export const nodeName = /^[A-Za-z][A-Za-z0-9_~-]*$/;

/** The scenario's variable that holds the words of a node. */
export function nodeVariable(node: string): string {
  return `text_${node.replaceAll("~", "_x_")}`;
}
