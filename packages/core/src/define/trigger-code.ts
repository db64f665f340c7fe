/**
 * Code of the trigger that an outcome fires in the CRM, e.g. `visit-reminder.no-answer`.
 *
 * Shape: lower-case letters, digits, hyphens and one dot. Two different outcomes never share a code, because outcome
 * names have no hyphens of their own.
 */
export function triggerCode(robot: string, outcome: string): string {
  return `${robot}.${outcome.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
