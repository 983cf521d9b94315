import * as z from 'zod';

/** Who called, as a record of CloudTrail has it [CloudTrail record contents, userIdentity]. */
export const UserIdentity = z.object({
  type: z.string(),
  arn: z.string().optional(),
  invokedBy: z.string().optional(),
  sessionContext: z.object({ sourceIdentity: z.string().optional() }).optional(),
});

/** Whose hand a recorded call was: the end of the ARN, as `assumed-role/StudioAdmin/ines`, and who is behind the session. */
export interface Hand {
  by: string;
  sourceIdentity?: string | undefined;
}

export const handOf = ({ type, arn, invokedBy, sessionContext }: z.infer<typeof UserIdentity>): Hand => ({
  by: arn?.split(':').slice(5).join(':') ?? invokedBy ?? type,
  sourceIdentity: sessionContext?.sourceIdentity,
});
