export interface TreeProblem { readonly rule: string; readonly path: string; readonly line: number; readonly message: string }
export declare function checkTree(files: Readonly<Record<string, string>>): readonly TreeProblem[];
