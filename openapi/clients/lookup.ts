// A look-up, a batch and a refusal through the generated types, as JSON for whoever called this.
// The argument is the base address of a server.
import createClient from "openapi-fetch";
import type { components, paths } from "./lawpin.js";

declare const process: { argv: string[] };

type Portion = components["schemas"]["Portion"];
type Range = components["schemas"]["Range"];
type Problem = components["schemas"]["Problem"];

const client = createClient<paths>({ baseUrl: process.argv[2] ?? "http://127.0.0.1:8000" });
const address = "/akn/{country}/{type}/{subtype}/{date}/{number}/{expression}/~{eId}";
const text = {
  country: "cn",
  type: "statement" as const,
  subtype: "opinions",
  date: "2017-01-15",
  number: "mobile-internet",
  expression: "zho@2017-01-15",
};

// A body is one of the announced formats: text and XML are strings.
function isPortion(found: Portion | Range | string | undefined): found is Portion {
  return typeof found === "object" && "eId" in found;
}

function isProblem(found: Problem | string | undefined): found is Problem {
  return typeof found === "object" && "reason" in found;
}

const found = await client.GET(address, { params: { path: { ...text, eId: "art_5__item_3" } } });
if (!isPortion(found.data)) throw new Error("no portion");
const portion: Portion = found.data;

const refused = await client.GET(address, { params: { path: { ...text, eId: "art_5__item_8" } } });
if (!isProblem(refused.error)) throw new Error("no problem");

const batch = await client.POST("/v1/portions", { body: { ids: [portion.id] } });
if (batch.data === undefined) throw new Error("no batch");

const status: number = refused.error.status;
const nearest: string | undefined = refused.error.nearest?.[0];
console.log(JSON.stringify({ id: portion.id, text: portion.text, status, nearest, batch: batch.data.portions[0]?.status }));
