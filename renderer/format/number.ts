/** 13800000000 → 138 0000 0000; other numbers stay as they came. */
export function groupPhone(number: string): string {
  const mobile = /^(1\d{2})(\d{4})(\d{4})$/.exec(number);
  return mobile ? `${mobile[1]} ${mobile[2]} ${mobile[3]}` : number;
}

/** 482913 → 482 913, as it is read aloud. */
export function groupCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}
