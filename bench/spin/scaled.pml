/* The scaled workload: one producer, K consumers, N experiments (-DN=.. -DK=..).
   One transition is one access to shared memory; what a process does locally is part of the access before it.
   A local value is kept as the place in the code: t of a consumer is V after `take`, 0 after `spare`; the own
   counter is written by nobody else, so the value loaded is the counter itself. So no local is ever dead.
   The places `halted` are where a process ends: Spin's own end of a process would be one more transition. */

#ifndef N
#define N 4
#endif
#ifndef K
#define K 4
#endif

#define V 1     /* stands for 0x12345678 */

byte cell, stop, count0;
bit announcing; /* CPU 0 stands between its two stores: decided by where it stands, so no further states */
byte count[K];

#if K == 1
#define SUM (count[0])
#elif K == 2
#define SUM (count[0] + count[1])
#elif K == 3
#define SUM (count[0] + count[1] + count[2])
#elif K == 4
#define SUM (count[0] + count[1] + count[2] + count[3])
#elif K == 5
#define SUM (count[0] + count[1] + count[2] + count[3] + count[4])
#elif K == 6
#define SUM (count[0] + count[1] + count[2] + count[3] + count[4] + count[5])
#else
#error "K is 1 to 6"
#endif

active proctype cpu0()
{
	do
	:: d_step { cell = V; announcing = 1 };
	   d_step { count0++; announcing = 0 }; /* store i: nobody else writes count0 */
	   if
	   :: SUM == count0 && count0 < N
	   :: SUM == count0 && count0 == N -> break
	   fi
	od;
	stop = 1;
end_halted:
	false
}

active [K] proctype consumer()
{
test:
	if
	:: stop == 1 -> goto end_halted
	:: stop == 0
	fi;
read:
	if
	:: cell == V
	:: cell == 0 -> goto spare
	fi;
take:                                           /* compare-exchange(V, 0) */
	if
	:: d_step { cell == V -> cell = 0 }
	:: cell != V -> goto read
	fi;
	true;                                   /* load the own counter */
	d_step { count[_pid - 1]++; assert(SUM <= count0 + announcing) };
	goto test;
spare:                                          /* compare-exchange(0, 0) */
	if
	:: cell == 0 -> goto test
	:: cell != 0 -> goto read
	fi;
end_halted:
	false
}
