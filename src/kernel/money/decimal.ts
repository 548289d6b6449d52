/**
 * Exact decimal numbers for money, rates of exchange and shares: a whole number of units at a scale. No operation but `rounded`
 * and `toNumber` loses a digit; binary floating point never takes part in a sum.
 */
export class Decimal {
  static readonly zero = new Decimal(0n, 0);

  private constructor(
    private readonly units: bigint,
    private readonly scale: number,
  ) {}

  /**
   * @param value a number is read by its shortest decimal text (0.1 is one tenth), a text as `-12.50` or `1.2e-3`
   * @throws RangeError if it is not a finite decimal number
   */
  static of(value: number | bigint | string | Decimal): Decimal {
    if (value instanceof Decimal) return value;
    if (typeof value === 'bigint') return new Decimal(value, 0);
    const match = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/.exec(String(value));
    if (!match) throw new RangeError('not a decimal number');
    const [, sign, whole = '', fraction = '', exponent = '0'] = match;
    const scale = fraction.length - Number(exponent);
    const digits = BigInt(whole + fraction) * (scale < 0 ? 10n ** BigInt(-scale) : 1n);
    return new Decimal(sign === '-' ? -digits : digits, Math.max(scale, 0)).reduced();
  }

  static sum(values: Iterable<Decimal>): Decimal {
    let total = Decimal.zero;
    for (const value of values) total = total.plus(value);
    return total;
  }

  plus(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.at(scale) + other.at(scale), scale).reduced();
  }

  minus(other: Decimal): Decimal {
    return this.plus(new Decimal(-other.units, other.scale));
  }

  times(other: Decimal | number): Decimal {
    const factor = Decimal.of(other);
    return new Decimal(this.units * factor.units, this.scale + factor.scale).reduced();
  }

  /** Negative, zero or positive as this is less than, equal to or greater than the other. */
  compare(other: Decimal | number): number {
    const right = Decimal.of(other);
    const scale = Math.max(this.scale, right.scale);
    const difference = this.at(scale) - right.at(scale);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  equals(other: Decimal | number): boolean {
    return this.compare(other) === 0;
  }

  exceeds(other: Decimal | number): boolean {
    return this.compare(other) > 0;
  }

  /** Rounded half up (四舍五入) to that many decimals; a negative half goes away from zero, as in bookkeeping. */
  rounded(decimals: number): Decimal {
    if (this.scale <= decimals) return this;
    const step = 10n ** BigInt(this.scale - decimals);
    const magnitude = this.units < 0n ? -this.units : this.units;
    const nearest = (magnitude + step / 2n) / step;
    return new Decimal(this.units < 0n ? -nearest : nearest, decimals).reduced();
  }

  /** Digits after the point, none of them a trailing zero. */
  get decimals(): number {
    return this.scale;
  }

  /** The nearest number; its shortest text is the same decimal up to 15 significant digits. */
  toNumber(): number {
    return Number(this.toString());
  }

  toString(): string {
    const magnitude = this.units < 0n ? -this.units : this.units;
    const digits = magnitude.toString().padStart(this.scale + 1, '0');
    const point = digits.length - this.scale;
    const text = this.scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
    return this.units < 0n ? `-${text}` : text;
  }

  /** With exactly that many decimals, rounded half up: `12.50`. */
  toFixed(decimals: number): string {
    const rounded = this.rounded(decimals);
    const text = rounded.toString();
    const missing = decimals - rounded.scale;
    if (missing === 0) return text;
    return `${rounded.scale === 0 ? `${text}.` : text}${'0'.repeat(missing)}`;
  }

  private at(scale: number): bigint {
    return this.units * 10n ** BigInt(scale - this.scale);
  }

  private reduced(): Decimal {
    let { units, scale } = this;
    while (scale > 0 && units % 10n === 0n) {
      units /= 10n;
      scale -= 1;
    }
    return scale === this.scale ? this : new Decimal(units, scale);
  }
}

/** Decimals of the number's shortest text: 1.10 has one, 1e3 none. A number that is not finite has infinitely many. */
export function decimalsOf(value: number): number {
  return Number.isFinite(value) ? Decimal.of(value).decimals : Number.POSITIVE_INFINITY;
}
