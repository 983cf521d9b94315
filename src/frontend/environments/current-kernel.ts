import * as z from 'zod/mini';

/** What a notebook, a console or a file with a kernel has of it; anything else has none. */
const WithKernel = z.object({
  context: z.object({ sessionContext: z.object({ session: z.object({ kernel: z.object({ name: z.string() }) }) }) }),
});

/** The name of the kernel that a widget of the application works with. */
export function currentKernel(widget: unknown): string | undefined {
  return WithKernel.safeParse(widget).data?.context.sessionContext.session.kernel.name;
}
