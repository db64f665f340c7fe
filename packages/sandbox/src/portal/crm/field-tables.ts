import { entityType } from "./crm-types.ts";

/** How a field is kept and shown. `link`: an id of another thing, 0 or nothing when empty. */
export type FieldKind =
  "integer" | "text" | "money" | "double" | "flag" | "date" | "moment" | "link" | "nullLink" | "user";

/** One field of a CRM type. */
export interface FieldSpec {
  /** Name in the classic methods. */
  readonly name: string;
  /** Name in `crm.item.*`. */
  readonly itemName: string;
  readonly kind: FieldKind;
  readonly readOnly: boolean;
  /** What a new item has. */
  readonly initial: unknown;
  /** Which methods show it: some fields stand in one family only. */
  readonly shownIn: "both" | "classic" | "item";
}

/** The fields of one CRM type by classic name. */
export type FieldTable = ReadonlyMap<string, FieldSpec>;

/** Names of `crm.item.*` that are not the camel case of the classic name. */
const itemNames: Readonly<Record<string, string>> = {
  DATE_CREATE: "createdTime",
  DATE_MODIFY: "updatedTime",
  CREATED_BY_ID: "createdBy",
  MODIFY_BY_ID: "updatedBy",
  MOVED_BY_ID: "movedBy",
  STATUS_ID: "stageId",
  STATUS_SEMANTIC_ID: "stageSemanticId",
  HAS_IMOL: "hasImol",
};

const utm = "UTM_SOURCE UTM_MEDIUM UTM_CAMPAIGN UTM_CONTENT UTM_TERM";
const origin = "ORIGINATOR_ID ORIGIN_ID";
const people = "ASSIGNED_BY_ID CREATED_BY_ID! MODIFY_BY_ID! LAST_ACTIVITY_BY!";
const moments = "DATE_CREATE! DATE_MODIFY! LAST_ACTIVITY_TIME!";
const address =
  "ADDRESS ADDRESS_2 ADDRESS_CITY ADDRESS_POSTAL_CODE ADDRESS_REGION ADDRESS_PROVINCE ADDRESS_COUNTRY ADDRESS_LOC_ADDR_ID";
const reach = "HAS_PHONE! HAS_EMAIL! HAS_IMOL!";

/** Fields by type: name, `!` after it when read-only, `=` before the initial value. Source: docs read 2026-08-21. */
const tables: ReadonlyMap<number, FieldTable> = new Map([
  [
    entityType.deal,
    table({
      integer: "ID! PROBABILITY CATEGORY_ID=0",
      text: `TITLE= STAGE_ID STAGE_SEMANTIC_ID!=P TYPE_ID=SALE CURRENCY_ID=RUB COMMENTS= ADDITIONAL_INFO LOCATION_ID SOURCE_ID SOURCE_DESCRIPTION ${origin} ${utm}`,
      money: "OPPORTUNITY=0 TAX_VALUE=0",
      flag: "IS_MANUAL_OPPORTUNITY=N OPENED=Y CLOSED!=N IS_NEW!=Y IS_RECURRING=N IS_RETURN_CUSTOMER=N IS_REPEATED_APPROACH=N",
      link: "COMPANY_ID=0",
      nullLink: "LEAD_ID! CONTACT_ID QUOTE_ID!",
      date: "BEGINDATE CLOSEDATE",
      user: `${people} MOVED_BY_ID!`,
      moment: `${moments} MOVED_TIME!`,
      item: "dateCreateShort dateModifyShort productId begindateShort closedateShort eventDate eventDateShort eventId eventDescription webformId searchContent orderStage isWork isWon isLose receivedAmount lostAmount hasProducts",
    }),
  ],
  [
    entityType.lead,
    table({
      integer: "ID! WEBFORM_ID!=0",
      text: `TITLE= NAME LAST_NAME SECOND_NAME COMPANY_TITLE POST HONORIFIC STATUS_ID STATUS_SEMANTIC_ID!=P STATUS_DESCRIPTION SOURCE_ID SOURCE_DESCRIPTION CURRENCY_ID=RUB COMMENTS= ${address} ${origin} ${utm}`,
      money: "OPPORTUNITY=0",
      flag: `OPENED=Y IS_MANUAL_OPPORTUNITY=N IS_RETURN_CUSTOMER!=N ${reach}`,
      link: "COMPANY_ID=0",
      nullLink: "CONTACT_ID",
      date: "BIRTHDATE",
      user: `${people} MOVED_BY_ID!`,
      moment: `${moments} MOVED_TIME! DATE_CLOSED!`,
      item: "dateCreateShort dateModifyShort isConvert productId shortName login searchContent skype icq",
    }),
  ],
  [
    entityType.contact,
    table({
      integer: "ID! FACE_ID!",
      text: `NAME= SECOND_NAME LAST_NAME POST HONORIFIC PHOTO! TYPE_ID=CLIENT SOURCE_ID SOURCE_DESCRIPTION COMMENTS= ORIGIN_VERSION ${address} ${origin} ${utm}`,
      flag: `OPENED=Y EXPORT=Y ${reach}`,
      link: "COMPANY_ID=0",
      nullLink: "LEAD_ID!",
      date: "BIRTHDATE",
      user: people,
      moment: moments,
      item: "searchContent login",
    }),
  ],
  [
    entityType.company,
    table({
      integer: "ID!",
      text: `TITLE= COMPANY_TYPE=CUSTOMER LOGO! INDUSTRY EMPLOYEES BANKING_DETAILS CURRENCY_ID=RUB COMMENTS= ORIGIN_VERSION ${address} ADDRESS_COUNTRY_CODE ADDRESS_LEGAL REG_ADDRESS REG_ADDRESS_2 REG_ADDRESS_CITY REG_ADDRESS_POSTAL_CODE REG_ADDRESS_REGION REG_ADDRESS_PROVINCE REG_ADDRESS_COUNTRY REG_ADDRESS_COUNTRY_CODE REG_ADDRESS_LOC_ADDR_ID ${origin} ${utm}`,
      double: "REVENUE=0",
      flag: `OPENED=Y IS_MY_COMPANY=N ${reach}`,
      nullLink: "LEAD_ID!",
      user: people,
      moment: `${moments} LAST_COMMUNICATION_TIME!`,
      item: "searchContent login",
    }),
  ],
]);

/** The fields of a type, or nothing for a type that this portal does not keep. */
export function fieldsOf(typeId: number): FieldTable | undefined {
  return tables.get(typeId);
}

/** Whether the items of the type move along stages. */
export function hasStages(typeId: number): boolean {
  return typeId === entityType.deal || typeId === entityType.lead;
}

/** The classic name of the field that holds the stage. */
export function stageFieldOf(typeId: number): "STAGE_ID" | "STATUS_ID" {
  return typeId === entityType.lead ? "STATUS_ID" : "STAGE_ID";
}

/** Whether the type has phones and other multi-fields. */
export function hasMultiFields(typeId: number): boolean {
  return typeId !== entityType.deal;
}

function table(words: Partial<Record<FieldKind | "item", string>>): FieldTable {
  const fields = new Map<string, FieldSpec>();
  for (const [kind, list] of Object.entries(words)) {
    for (const word of list.split(/\s+/)) {
      const match = /^([A-Za-z0-9_]+)(!?)(?:=(.*))?$/.exec(word);
      if (!match?.[1]) continue;
      fields.set(match[1], toSpec(match[1], kind as FieldKind | "item", match[2] === "!", match[3]));
    }
  }
  return fields;
}

function toSpec(name: string, kind: FieldKind | "item", readOnly: boolean, initial: string | undefined): FieldSpec {
  if (kind === "item") return { name, itemName: name, kind: "text", readOnly: true, initial: null, shownIn: "item" };
  const camel = name.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const numeric = kind === "integer" || kind === "money" || kind === "double" || kind === "link";
  return {
    name,
    itemName: itemNames[name] ?? camel,
    kind,
    readOnly,
    initial: initial === undefined ? null : numeric ? Number(initial) : initial,
    shownIn: name.startsWith("REG_ADDRESS") || name === "ADDRESS_LEGAL" ? "classic" : "both",
  };
}
