/** Colours, typefaces and measures. Text on its ground has a contrast of at least 4.5 in both schemes. */
export const tokenStyle = `
:root {
  color-scheme: light dark;
  --ground: #faf9f6;
  --surface: #ffffff;
  --sunken: #f3f1ec;
  --line: #e5e1d8;
  --edge: #8b8577;
  --ink: #1f1d1a;
  --soft: #5f5a50;
  --accent: #0b5f51;
  --accent-ground: #e2efeb;
  --on-accent: #ffffff;
  --warning: #7a3c00;
  --warning-ground: #fcefdb;
  --bar: #4f9a8b;
  --sans: ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif;
  --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #151412;
    --surface: #1d1c19;
    --sunken: #24221f;
    --line: #34312c;
    --edge: #827b6d;
    --ink: #ece8e1;
    --soft: #aca598;
    --accent: #74d2bd;
    --accent-ground: #17322c;
    --on-accent: #0c1f1b;
    --warning: #f3c583;
    --warning-ground: #392a14;
    --bar: #4aa190;
  }
}
`;
