import { z } from 'zod';

/** What the demo reads of GitHub's recorded webhooks; they carry much more. */
const instant = z.iso.datetime({ offset: true });

const userSchema = z.object({ id: z.int(), login: z.string(), avatar_url: z.string().optional() });

const labelSchema = z.object({ id: z.int(), name: z.string(), color: z.string() });

const milestoneSchema = z.object({ id: z.int(), title: z.string() });

const issueSchema = z.object({
  id: z.int(),
  number: z.int(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']).default('open'),
  html_url: z.string(),
  user: userSchema,
  author_association: z.string(),
  assignees: z.array(userSchema).default([]),
  labels: z.array(labelSchema).default([]),
  milestone: milestoneSchema.nullish(),
  comments: z.int().default(0),
  created_at: instant,
  updated_at: instant,
  closed_at: instant.nullish(),
});

const commentSchema = z.object({
  id: z.int(),
  body: z.string(),
  user: userSchema,
  author_association: z.string(),
  created_at: instant,
});

const repositorySchema = z.object({
  id: z.int(),
  name: z.string(),
  full_name: z.string(),
  html_url: z.string(),
});

const common = {
  action: z.string(),
  repository: repositorySchema,
  sender: userSchema,
  assignee: userSchema.nullish(),
  label: labelSchema.nullish(),
  milestone: milestoneSchema.nullish(),
  comment: commentSchema.nullish(),
};

/** GitHub counts a pull request among the issues and records it in the same shape. */
export const githubEventSchema = z.union([
  z.object({ ...common, issue: issueSchema }),
  z
    .object({ ...common, pull_request: issueSchema })
    .transform(({ pull_request: issue, ...rest }) => ({ ...rest, issue })),
]);

export type GithubUser = z.infer<typeof userSchema>;
export type GithubIssue = z.infer<typeof issueSchema>;
export type GithubComment = z.infer<typeof commentSchema>;
/** One recorded webhook, with the name of the event as GitHub's header gives it. */
export type GithubEvent = z.infer<typeof githubEventSchema> & { readonly name: string };
