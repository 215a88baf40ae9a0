/**
 * A set of members by their index (0, 1, …) as bits; words beyond the array's end are empty. Handed
 * on as `MemberSet`, nobody changes it any more.
 */
export interface MemberSet {
  readonly words: Readonly<Uint32Array>;
  /** How many are in it. */
  readonly size: number;
}

/** Bits of one word that are set (Warren 2012, Hacker's Delight, 5-1). */
function bitsOf(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  bits = (bits + (bits >>> 4)) & 0x0f0f0f0f;
  return Math.imul(bits, 0x01010101) >>> 24;
}

/** A set that is being put together; grows as it needs to. */
export class GrowingMemberSet implements MemberSet {
  words = new Uint32Array(1);
  size = 0;

  has(index: number): boolean {
    return has(this, index);
  }

  add(index: number): void {
    const word = index >>> 5;
    if (word >= this.words.length) {
      const grown = new Uint32Array(Math.max(word + 1, 2 * this.words.length));
      grown.set(this.words);
      this.words = grown;
    }
    const before = this.words[word] as number;
    const after = before | (1 << (index & 31));
    if (after >>> 0 === before) return;
    this.words[word] = after;
    this.size++;
  }

  delete(index: number): void {
    if (!this.has(index)) return;
    this.words[index >>> 5] = (this.words[index >>> 5] as number) & ~(1 << (index & 31));
    this.size--;
  }

  clear(): void {
    this.words.fill(0);
    this.size = 0;
  }

  /** As it is now. */
  copy(): MemberSet {
    return { words: this.words.slice(), size: this.size };
  }
}

export function has({ words }: MemberSet, index: number): boolean {
  const word = words[index >>> 5];
  return word !== undefined && ((word >>> (index & 31)) & 1) === 1;
}

export function setOf(indices: Iterable<number>): GrowingMemberSet {
  const set = new GrowingMemberSet();
  for (const index of indices) set.add(index);
  return set;
}

/** In rising order. */
export function indicesOf({ words }: MemberSet): number[] {
  const indices: number[] = [];
  for (let word = 0; word < words.length; word++) {
    let bits = words[word] as number;
    while (bits !== 0) {
      indices.push(32 * word + 31 - Math.clz32(bits & -bits));
      bits &= bits - 1;
    }
  }
  return indices;
}

/** Whether everybody of `inner` is in `outer`. */
export function contains(outer: MemberSet, inner: MemberSet): boolean {
  if (inner.size > outer.size) return false;
  for (let word = 0; word < inner.words.length; word++) {
    const out = outer.words[word] ?? 0;
    if (((inner.words[word] as number) & ~out) !== 0) return false;
  }
  return true;
}

/**
 * How many are in one of the two alone; counted no further than up to `enough`, so that sets which
 * differ widely are told apart after a few words.
 */
export function difference(a: MemberSet, b: MemberSet, enough = Infinity): number {
  const bySize = Math.abs(a.size - b.size);
  if (bySize >= enough) return bySize;
  const length = Math.max(a.words.length, b.words.length);
  let count = 0;
  for (let word = 0; word < length && count < enough; word++) {
    const other = (a.words[word] ?? 0) ^ (b.words[word] ?? 0);
    if (other !== 0) count += bitsOf(other);
  }
  return count;
}
