export const root: string;
export function sourceDigest(): string;
