/**
 * Puts something before the page's title, and takes it away again. Others set the title meanwhile: what they set is
 * kept.
 */
export class TitlePrefix {
  #shown = '';

  constructor(private readonly page: Pick<Document, 'title'>) {}

  show(prefix: string): void {
    const { title } = this.page;
    const own = title.startsWith(this.#shown) ? title.slice(this.#shown.length) : title;
    this.#shown = prefix;
    if (title !== prefix + own) this.page.title = prefix + own;
  }
}
