const prefix = "UF_CRM_";

/** The name of a user field in `crm.item.*`: `UF_CRM_1747309879` → `ufCrm_1747309879`, `UF_CRM_3_DIGIT` → `ufCrm3Digit`. */
export function toItemUfName(name: string): string {
  const rest = name.startsWith(prefix) ? name.slice(prefix.length) : name;
  const isWords = /^(?:\d+_)?[A-Z]+(?:_[A-Z]+)*$/.test(rest);
  if (!isWords) return `ufCrm_${rest}`;
  const words = rest.split("_").map((word) => word.charAt(0) + word.slice(1).toLowerCase());
  return `ufCrm${words.join("")}`;
}
