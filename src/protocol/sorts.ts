/** How a list of skills may be ordered. */
export const SORTS = ['downloads', 'recent', 'name', 'relevance'] as const;

/** See {@link SORTS}. */
export type Sort = (typeof SORTS)[number];
