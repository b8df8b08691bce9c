/** Who set a value, weakest last: a flag, a variable, the project's file, the user's, nobody. */
export type Origin =
  | { readonly kind: 'flag'; readonly flag: string }
  | { readonly kind: 'environment'; readonly variable: string }
  | { readonly kind: 'policy'; readonly file: string }
  | { readonly kind: 'project' }
  | { readonly kind: 'user'; readonly file: string }
  | { readonly kind: 'default' };
