// golden.js FILE: decodes the golden vectors and checks that encoding them gives the same bytes.
"use strict";

const fs = require("node:fs");
const events = require("events.js");

const faults = (vector) => {
  const lines = events.differences(vector.name, vector.json, events.fromBytes(Buffer.from(vector.hex, "hex")));
  const written = Buffer.from(events.toBytes(vector.json)).toString("hex");
  return written === vector.hex ? lines : [...lines, `${vector.name}: encoding gives other bytes: ${written}`];
};

const vectors = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const found = vectors.flatMap(faults);
console.log(found.join("\n") || `${vectors.length} golden vectors decoded and encoded`);
process.exitCode = found.length > 0 || vectors.length === 0 ? 1 : 0;
