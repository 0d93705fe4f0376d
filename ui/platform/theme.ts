// Dark or light: what the user chose, or else what the system prefers.

const key = 'taffrail.theme';

export class ThemeChoice {
  private readonly system = matchMedia('(prefers-color-scheme: dark)');

  constructor(private readonly changed: (dark: boolean) => void) {
    this.system.addEventListener('change', () => this.apply());
  }

  keep(dark: boolean): void {
    // Choosing what the system prefers means following it again.
    try {
      if (dark === this.system.matches) localStorage.removeItem(key);
      else localStorage.setItem(key, dark ? 'dark' : 'light');
    } catch {
      // Without storage the choice holds until the next change.
    }
    this.show(dark);
  }

  apply(): void {
    const kept = this.kept();
    this.show(kept === null ? this.system.matches : kept === 'dark');
  }

  private kept(): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  }

  private show(dark: boolean): void {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    this.changed(dark);
  }
}
