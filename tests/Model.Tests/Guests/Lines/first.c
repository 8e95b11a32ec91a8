#include "parts/count.h"

volatile int cell;
void second(int rounds);

void first(void)
{
    for (int i = 0; i < 3; i++) {
        count(&cell);
        if (cell > 100)
            cell = 0;
    }

    second(cell);
}
