import type { CrmCapabilities } from "@callwright/core/ports";

/**
 * What Bitrix24 can do as a CRM.
 *
 * Source: automation triggers exist for leads, deals, estimates, invoices and smart processes (read 2026-08-21); of
 * these, calls are made about leads and deals.
 */
export const crmCapabilities: CrmCapabilities = {
  automationRobots: true,
  triggers: true,
  triggerSubjects: ["lead", "deal"],
};
