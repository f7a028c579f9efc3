/** What was made of a text, kept for when the text comes again; no stream of different texts makes it grow without end. */
export class Memory<Made> {
  private readonly kept = new Map<string, Made>();

  /** `longest`: longer texts are not kept. */
  constructor(
    private readonly most: number,
    private readonly longest = Infinity,
  ) {}

  /** `make` gives the same for the same text, always. */
  of(text: string, make: (text: string) => Made): Made {
    const known = this.kept.get(text);
    if (known !== undefined || this.kept.has(text)) return known as Made;
    const made = make(text);
    if (text.length > this.longest) return made;
    if (this.kept.size >= this.most) this.kept.clear();
    this.kept.set(text, made);
    return made;
  }
}
