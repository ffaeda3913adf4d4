/**
 * Why a detection is wrong, or that an object was missed, at IoU 0.5 for "found" and 0.1 for "background". A wrong detection is the
 * first of these that fits:
 *
 * - `localisation`: its best overlap with an object of its class lies between 0.1 and 0.5;
 * - `classification`: it overlaps an object of another class by 0.5 or more;
 * - `duplicate`: it overlaps an object of its class by 0.5 or more, but a better detection took that object;
 * - `background`: it overlaps no object by more than 0.1;
 * - `both`: it overlaps objects of other classes only, by less than 0.5: wrong place and wrong class.
 *
 * `missed` is an object that no detection found and that no localisation or classification error points at.
 *
 * @see Bolya et al., "TIDE: A General Toolbox for Identifying Object Detection Errors", ECCV 2020, section 2.2
 */
export type ErrorKind = 'classification' | 'localisation' | 'both' | 'duplicate' | 'background' | 'missed';

/** All kinds, in the order in which they are told. */
export const ERROR_KINDS: readonly ErrorKind[] = ['classification', 'localisation', 'both', 'duplicate', 'background', 'missed'];

/** Overlap from which on a detection has found an object. */
export const FOUND_OVERLAP = 0.5;

/** Overlap up to which a detection lies on background. */
export const BACKGROUND_OVERLAP = 0.1;
