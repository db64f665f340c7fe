const placeholder = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** The text with each `{{name}}` replaced by its variable. A name that was never set stays as written, so that it is seen and heard. */
export function fillVariables(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(placeholder, (written, name: string) => variables.get(name) ?? written);
}

/** Like {@link fillVariables}, for JSON text: the values are escaped to stand inside a JSON string. */
export function fillJsonVariables(json: string, variables: ReadonlyMap<string, string>): string {
  return json.replace(placeholder, (written, name: string) => {
    const value = variables.get(name);
    return value === undefined ? written : JSON.stringify(value).slice(1, -1);
  });
}
