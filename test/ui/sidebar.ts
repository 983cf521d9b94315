import type { Locator, Page } from 'playwright-core';

/** The panel as a person finds things in it: by its sections, its rows and its buttons. */
export class Sidebar {
  constructor(private readonly page: Page) {}

  get tab(): Locator {
    return this.page.locator('[data-id="studiolo:panel"]');
  }

  get panel(): Locator {
    return this.page.locator('.studiolo-Panel');
  }

  /** Opens the panel and waits until it has an answer, or says why there is none. */
  async open(): Promise<void> {
    await this.tab.click();
    await this.panel.waitFor();
    await this.panel.locator('.studiolo-Row:visible, [role="alert"]:visible').first().waitFor();
  }

  section(title: string): Locator {
    return this.panel.getByRole('region', { name: title });
  }

  /** The row of a section's list that has this name in it. */
  row(section: string, name: string): Locator {
    return this.section(section)
      .locator('li')
      .filter({ has: this.page.getByText(name, { exact: true }) });
  }

  button(name: string | RegExp): Locator {
    return this.panel.getByRole('button', { name });
  }

  dialog(): Locator {
    return this.page.locator('.jp-Dialog');
  }
}
