import { operation } from '../operation';
import { imageVersionArn } from '../rules/image-arns';
import { steadyVersion, withoutAliases } from '../rules/image-existing';
import { timestamp } from '../rules/timestamps';

/** Gives a version aliases or takes them away, and changes what is said of it; at once (the model has no status for it). */
export const UpdateImageVersion = operation('UpdateImageVersion', {
  resource: (input, caller) => imageVersionArn(caller, input.ImageName, input.Version ?? '*'),
  action({ clock, input, state }) {
    const version = steadyVersion(state, input);
    const { Horovod, JobType, MLFramework, Processor, ProgrammingLang, ReleaseNotes, VendorGuidance } = input;
    const { AliasesToAdd = [], AliasesToDelete = [] } = input;
    const said = { Horovod, JobType, MLFramework, Processor, ProgrammingLang, ReleaseNotes, VendorGuidance };
    const changed = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
    withoutAliases(state, version.ImageName, AliasesToAdd, version.key);
    state.put({
      ...version,
      aliases: [...new Set([...version.aliases, ...AliasesToAdd])].filter((alias) => !AliasesToDelete.includes(alias)),
      request: { ...version.request, ...changed },
      LastModifiedTime: timestamp(clock),
    });
    return { ImageVersionArn: version.arn };
  },
});
