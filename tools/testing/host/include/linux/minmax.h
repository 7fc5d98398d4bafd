/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * As strict as the kernel's: both sides have the same type.
 */
#ifndef HOST_LINUX_MINMAX_H
#define HOST_LINUX_MINMAX_H

#define HOST_PICK(a, op, b) ({							\
	__auto_type pick_a_ = (a);						\
	__auto_type pick_b_ = (b);						\
	_Static_assert(__builtin_types_compatible_p(typeof(pick_a_), typeof(pick_b_)),	\
		       "min() and max() take two of one type");			\
	pick_a_ op pick_b_ ? pick_a_ : pick_b_; })

#define min(a, b)		HOST_PICK(a, <, b)
#define max(a, b)		HOST_PICK(a, >, b)
#define min_t(type, a, b)	HOST_PICK((type)(a), <, (type)(b))
#define max_t(type, a, b)	HOST_PICK((type)(a), >, (type)(b))

#endif /* HOST_LINUX_MINMAX_H */
