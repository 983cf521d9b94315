import { deleteObject, putObject } from '../../../aws/s3-object';
import { s3Uri } from '../../../studio/s3-uri';
import { StepError } from '../../converge/failure';
import type { StepKind } from '../../converge/kind';
import type { InstallationContext } from '../context';
import type { StepThatDoes } from '../rules/steps';
import { readWheel } from '../wheel';

/** S3 itself checks that it received the wheel whole, so nothing is read back. */
export const upload: StepKind<StepThatDoes<'upload'>, InstallationContext> = {
  sign: '+',
  what: ({ uri }) => uri,
  text: ({ uri, bytes }) => `upload ${uri} (${Math.ceil(bytes / 1024)} KiB)`,
  async perform({ s3 }, { uri, file, sha256 }) {
    const wheel = await readWheel(file);
    if (wheel.sha256 !== sha256) {
      throw new StepError(`${file} is not the wheel any more that was planned with`, 'run the command again');
    }
    await putObject(s3, objectAt(uri), wheel.body, sha256);
  },
};

/** One that is not there is no error. */
export const deleteWheel: StepKind<StepThatDoes<'delete'>, InstallationContext> = {
  sign: '-',
  what: ({ uri }) => uri,
  text: ({ uri }) => `delete ${uri}`,
  perform: ({ s3 }, { uri }) => deleteObject(s3, objectAt(uri)),
};

function objectAt(uri: string) {
  const at = s3Uri(uri);
  if (!at) throw new StepError(`${uri} is no address in S3`, 'correct the plan');
  return at;
}
