import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseBracketForm, type FormTree } from "../../src/adapter-kit/bracket-form.ts";
import { isCallwrightError } from "../../src/errors/index.ts";

const plain = (tree: FormTree): unknown => JSON.parse(JSON.stringify(tree));

describe("parseBracketForm", () => {
  it("reads the form of an automation robot's request", () => {
    const tree = parseBracketForm(
      "code=robot_1&document_id%5B0%5D=crm&document_id[1]=CCrmDocumentDeal&document_id[2]=DEAL_142" +
        "&properties[phone]=%2B7+916&auth[member_id]=abc",
    );
    expect(plain(tree)).toEqual({
      code: "robot_1",
      document_id: { 0: "crm", 1: "CCrmDocumentDeal", 2: "DEAL_142" },
      properties: { phone: "+7 916" },
      auth: { member_id: "abc" },
    });
  });

  it("keeps gaps of lists and appends after the highest index", () => {
    expect(plain(parseBracketForm("x[2]=c&x[]=d&x[0]=a"))).toEqual({ x: { 0: "a", 2: "c", 3: "d" } });
  });

  it("lets the later of two fields win, whether text or tree", () => {
    expect(plain(parseBracketForm("a=1&a[b]=2"))).toEqual({ a: { b: "2" } });
    expect(plain(parseBracketForm("a[b]=2&a=1"))).toEqual({ a: "1" });
  });

  it("takes brackets that are no nesting as part of the name", () => {
    expect(plain(parseBracketForm("[a]=1&b[=2"))).toEqual({ "[a]": "1", "b[": "2" });
  });

  it("has no prototype and none can be reached", () => {
    const tree = parseBracketForm("__proto__[polluted]=1&a[__proto__][polluted]=1&constructor[prototype][polluted]=1");
    expect(Object.getPrototypeOf(tree)).toBeNull();
    expect(Object.keys(tree)).toEqual(["constructor"]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("refuses more fields and deeper nesting than allowed, naming the path", () => {
    const many = Array.from({ length: 11 }, (_, index) => `f${index}=1`).join("&");
    for (const [text, sentence] of [
      [many, "the form has more than 10 fields"],
      ["a[b][c][d]=1", "a field nests deeper than 3 levels"],
    ] as const) {
      try {
        parseBracketForm(text, { path: "/x", maxFields: 10, maxDepth: 3 });
        expect.unreachable();
      } catch (error) {
        expect(isCallwrightError(error, "WEBHOOK_MALFORMED") && error.details).toEqual({
          path: "/x",
          problems: [sentence],
        });
      }
    }
  });

  it("gives back every tree that was written as a form", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,6}$/);
    const tree = fc.letrec((tie) => ({
      node: fc.dictionary(name, fc.oneof({ depthSize: "small" }, fc.string({ unit: "grapheme" }), tie("node")), {
        minKeys: 1,
        maxKeys: 3,
      }),
    })).node;
    fc.assert(
      fc.property(tree, (value) => {
        const text = new URLSearchParams(fieldsOf(value as Tree)).toString();
        expect(plain(parseBracketForm(text, { maxDepth: 50 }))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

interface Tree {
  [name: string]: string | Tree;
}

function fieldsOf(tree: Tree, prefix?: string): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]): [string, string][] => {
    const path = prefix === undefined ? name : `${prefix}[${name}]`;
    return typeof value === "string" ? [[path, value]] : fieldsOf(value, path);
  });
}
