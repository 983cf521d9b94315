import { studioTag } from '../../studio-file/wanted';

type Tags = Readonly<Record<string, string>>;

/** Whose file something belongs to by its tags, as it is compared and told. */
export const whoseText = (tags: Tags): Readonly<Record<string, string>> => ({
  [`tag ${studioTag}`]: tags[studioTag] ?? 'none',
});
