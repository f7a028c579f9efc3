/** A value to compare, under the file to edit where it is not what was expected: a diff then says where to go. */
export const inFile = <T>(file: string, value: T): Readonly<Record<string, T>> => ({ [`in ${file}`]: value });
