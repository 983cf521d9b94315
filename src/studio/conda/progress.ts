import { say, type Message } from '../../protocol/message';

/** What a line of mamba, micromamba or conda tells of how far it is; a word or two that stays for a while. */
const steps: { seen: RegExp; label: Message }[] = [
  {
    seen: /^(Collecting package metadata|Loading channels|.*\b(repodata|noarch|linux-64)\b.*(%|Using cache|No change))/i,
    label: say('reading-channels'),
  },
  { seen: /^(Solving environment|Transaction$|Looking for)/i, label: say('solving') },
  {
    seen: /^(Downloading|Transaction starting|Preparing to install|.*\bDownloading and Extracting)/i,
    label: say('downloading'),
  },
  {
    seen: /^(Linking|Unlinking|Changing|Executing transaction|Preparing transaction|Verifying transaction)/i,
    label: say('installing'),
  },
  {
    seen: /^(Installing pip packages|Pip subprocess|Collecting |Installing collected packages)/i,
    label: say('installing-with-pip'),
  },
];

/** The step that the last telling line of a piece of output has come to, if any. */
export function condaStep(text: string): Message | undefined {
  let label: Message | undefined;
  for (const line of text.split(/[\r\n]+/)) label = steps.find(({ seen }) => seen.test(line.trim()))?.label ?? label;
  return label;
}
