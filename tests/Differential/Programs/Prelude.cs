namespace Differential.Programs;

/// <summary>What every program is made of.</summary>
internal static class Prelude
{
    public const string ForChecker =
        "using System; using System.Collections.Generic; using Model.Objects; using Model.Steps; "
        + "using Differential.Checked;\n";

    public const string ForTasks = """
        using System; using System.Collections.Generic; using System.Threading.Tasks; using Differential.Plain;
        using Step = System.Threading.Tasks.Task;

        """;

    public const string Text = """
        public abstract class Program : Subject
        {
            protected static readonly ulong[] Table = [1, 0, 2];

            protected static ulong Risky(ulong value) => (value & 7) == 5 ? throw new InvalidOperationException("three") : value + 1;

            protected static ulong Same(ulong value) => value;

            protected static void Swap(ref ulong left, ref ulong right) => (left, right) = (right, left);

            protected static void Split(ulong value, out ulong low, out ulong high) => (low, high) = (value & 1, value >> 1);

            protected static IEnumerable<ulong> Up(ulong count)
            {
                for (ulong i = 0; i < (count & 3); i++)
                {
                    yield return i;
                }
            }
        }

        public struct Pair
        {
            public byte X;
            public ulong Y;
            public Pair(ulong x, ulong y)
            {
                if ((y & 7) == 6)
                {
                    throw new InvalidOperationException("pair");
                }

                X = (byte)x;
                Y = y;
            }

            public readonly ulong Sum() => X + Y;
            public void Bump() => X += 85;
        }

        public struct Deep
        {
            public Pair P;
            public ulong Z;
        }

        public readonly record struct Point(ulong U, ulong V);

        public readonly struct Guard(ulong value) : IDisposable
        {
            public void Dispose()
            {
                if (value == 3)
                {
                    throw new InvalidOperationException("guard");
                }
            }
        }

        public readonly struct Row(ulong count)
        {
            public RowEnumerator GetEnumerator() => new(count & 3);
        }

        public struct RowEnumerator(ulong count) : IDisposable
        {
            private ulong _next;
            public readonly ulong Current => _next + 1;
            public bool MoveNext() => ++_next <= count && _next < 3;
            public readonly void Dispose()
            {
                if (_next == 1 && count == 3)
                {
                    throw new InvalidOperationException("row");
                }
            }
        }

        """;
}
