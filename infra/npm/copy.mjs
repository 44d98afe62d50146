// Copies what the server ships from node_modules into Grants.Web. Both target folders are git-ignored and made anew.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const web = join(here, "..", "..", "Grants.Web");

function empty(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

// Web fonts. One CSS family per style of type, over several scripts: the browser loads a file only when a page has its letters.
const faces = [
  ["400", "normal"],
  ["600", "normal"],
  ["700", "normal"],
  ["400", "italic"],
];
const webFonts = [
  { family: "Noto Sans", name: "noto-sans", subsets: ["cyrillic-ext", "cyrillic", "latin-ext", "latin"], faces },
  { family: "Noto Serif", name: "noto-serif", subsets: ["cyrillic-ext", "cyrillic", "latin-ext", "latin"], faces },
  { family: "Noto Sans", name: "noto-sans-hebrew", subsets: ["hebrew"], faces: faces.slice(0, 3) },
  { family: "Noto Serif", name: "noto-serif-hebrew", subsets: ["hebrew"], faces: faces.slice(0, 3) },
];
// Only Hebrew's own blocks: the packages' wider range would take dashes and joiners from the Latin file.
const hebrewRange = "U+0590-05FF,U+25CC,U+FB1D-FB4F";

function copyWebFonts() {
  const folder = empty(join(web, "wwwroot", "lib", "fonts"));
  let css = "/* Made by infra/npm/copy.mjs. Fonts: SIL Open Font License 1.1, see LICENSE.txt. */\n";
  for (const { family, name, subsets, faces } of webFonts) {
    const source = join(modules, "@fontsource", name);
    const ranges = JSON.parse(readFileSync(join(source, "unicode.json"), "utf8"));
    for (const subset of subsets)
      for (const [weight, style] of faces) {
        const file = `${name}-${subset}-${weight}-${style}.woff2`;
        copyFileSync(join(source, "files", file), join(folder, file));
        css += `@font-face {
  font-family: "${family}";
  font-style: ${style};
  font-weight: ${weight};
  font-display: swap;
  src: url("${file}") format("woff2");
  unicode-range: ${subset === "hebrew" ? hebrewRange : ranges[subset]};
}
`;
      }
  }
  copyFileSync(join(modules, "@fontsource", "noto-sans", "LICENSE"), join(folder, "LICENSE.txt"));
  writeFileSync(join(folder, "fonts.css"), css);
}

// Fonts that PDFs embed, under the names that Platform/Pdf/Fonts asks for.
const notoSans = join(modules, "@expo-google-fonts", "noto-sans");
const notoSansHebrew = join(modules, "@expo-google-fonts", "noto-sans-hebrew");
const dejavu = join(modules, "dejavu-fonts-ttf");
const pdfFonts = [
  ["NotoSans-Regular.ttf", notoSans, "400Regular", "NotoSans_400Regular.ttf"],
  ["NotoSans-Italic.ttf", notoSans, "400Regular_Italic", "NotoSans_400Regular_Italic.ttf"],
  ["NotoSans-Bold.ttf", notoSans, "700Bold", "NotoSans_700Bold.ttf"],
  ["NotoSans-BoldItalic.ttf", notoSans, "700Bold_Italic", "NotoSans_700Bold_Italic.ttf"],
  ["NotoSansHebrew-Regular.ttf", notoSansHebrew, "400Regular", "NotoSansHebrew_400Regular.ttf"],
  ["NotoSansHebrew-Bold.ttf", notoSansHebrew, "700Bold", "NotoSansHebrew_700Bold.ttf"],
  ["DejaVuSans.ttf", dejavu, "ttf", "DejaVuSans.ttf"],
  ["DejaVuSans-Bold.ttf", dejavu, "ttf", "DejaVuSans-Bold.ttf"],
  ["LICENSE-NotoSans.txt", notoSans, "LICENSE_FONT"],
  ["LICENSE-DejaVu.txt", dejavu, "LICENSE"],
];

function copyPdfFonts() {
  const folder = empty(join(web, "Platform", "Pdf", "Fonts"));
  for (const [name, ...source] of pdfFonts) copyFileSync(join(...source), join(folder, name));
}

copyPdfFonts();
copyWebFonts();
