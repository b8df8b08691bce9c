/** The shells' scripts of the library, bundled as text. */
declare module '@pnpm/tabtab/lib/templates/completion.bash' {
  const text: string;
  export default text;
}
declare module '@pnpm/tabtab/lib/templates/completion.zsh' {
  const text: string;
  export default text;
}
declare module '@pnpm/tabtab/lib/templates/completion.fish' {
  const text: string;
  export default text;
}
declare module '@pnpm/tabtab/lib/templates/completion.ps1' {
  const text: string;
  export default text;
}
