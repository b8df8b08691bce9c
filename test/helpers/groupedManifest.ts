/** A project with a skill of the registry, a folder of its own, and a group of one more. */
export const GROUPED_MANIFEST = `[project]
agents = ["claude-code"]
[skills]
"acme/base" = "^1"
style = { path = "./skills/style" }
[groups.review.skills]
"acme/lint" = "^1"
`;
