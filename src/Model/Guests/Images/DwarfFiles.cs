namespace Model.Guests.Images;

/// <summary>
/// The directories and files of a line program's header: DWARF versions 2 to 4 list them in one way, version 5 in
/// another.
/// </summary>
internal sealed class DwarfFiles
{
    private const ulong ContentPath = 1;
    private const ulong ContentDirectory = 2;

    private readonly List<string> _directories = [];
    private readonly List<(string Name, ulong Directory)> _files = [];
    private readonly int _first;

    private DwarfFiles(int first) => _first = first;

    /// <summary>
    /// Reads the lists of versions 2 to 4: directories count from 1, and so do files; directory 0 is that of the
    /// compilation.
    /// </summary>
    public static DwarfFiles ReadOld(DwarfCursor header)
    {
        var files = new DwarfFiles(first: 1);
        files._directories.Add("");
        for (string directory = header.Text(); directory.Length > 0; directory = header.Text())
        {
            files._directories.Add(directory);
        }

        for (string name = header.Text(); name.Length > 0; name = header.Text())
        {
            files.Add(name, header);
        }

        return files;
    }

    /// <summary>Reads the lists of version 5: each says first how its entries are made; both count from 0.</summary>
    /// <param name="header">The header, at its lists.</param>
    /// <param name="offsetSize">Bytes of an offset: 4 or 8.</param>
    /// <param name="texts">The text at an offset of a section: .debug_line_str or .debug_str.</param>
    public static DwarfFiles Read(DwarfCursor header, int offsetSize, Func<string, ulong, string> texts)
    {
        var files = new DwarfFiles(first: 0);
        files._directories.AddRange(Entries(header, offsetSize, texts).Select(entry => entry.Name));
        files._files.AddRange(Entries(header, offsetSize, texts));
        return files;
    }

    /// <summary>Adds a file of the old form.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="data">The data, behind the name.</param>
    public void Add(string name, DwarfCursor data)
    {
        _files.Add((name, data.Unsigned()));
        data.Unsigned();
        data.Unsigned();
    }

    /// <summary>The path of a file, without detours; <c>null</c> when there is no such file.</summary>
    public string? PathOf(ulong number)
    {
        if (number < (ulong)_first || number - (ulong)_first >= (ulong)_files.Count)
        {
            return null;
        }

        var (name, directory) = _files[(int)(number - (ulong)_first)];
        string path = directory < (ulong)_directories.Count ? Join(_directories[(int)directory], name) : name;
        return Shortened(_directories.Count > 0 ? Join(_directories[0], path) : path);
    }

    private static List<(string Name, ulong Directory)> Entries(
        DwarfCursor header,
        int offsetSize,
        Func<string, ulong, string> texts
    )
    {
        (ulong Content, ulong Form)[] format =
        [
            .. Enumerable.Range(0, header.Byte()).Select(_ => (header.Unsigned(), header.Unsigned())),
        ];
        ulong count = header.Unsigned();
        var entries = new List<(string, ulong)>();
        for (ulong i = 0; i < count; i++)
        {
            if (header.IsAtEnd || format.Length == 0)
            {
                throw new InvalidDataException("a list ends too early, or its entries hold nothing");
            }

            string name = "";
            ulong directory = 0;
            foreach (var (content, form) in format)
            {
                var (text, number) = Value(header, form, offsetSize, texts);
                name = content == ContentPath ? text : name;
                directory = content == ContentDirectory ? number : directory;
            }

            entries.Add((name, directory));
        }

        return entries;
    }

    // DWARF 5, section 7.5.6: the forms that section 6.2.4.1 allows here.
    private static (string Text, ulong Number) Value(
        DwarfCursor header,
        ulong form,
        int offsetSize,
        Func<string, ulong, string> texts
    ) =>
        form switch
        {
            0x08 => (header.Text(), 0),
            0x0e => (texts(".debug_str", header.Number(offsetSize)), 0),
            0x1f => (texts(".debug_line_str", header.Number(offsetSize)), 0),
            0x0b => ("", header.Number(1)),
            0x05 => ("", header.Number(2)),
            0x06 => ("", header.Number(4)),
            0x07 => ("", header.Number(8)),
            0x0f => ("", header.Unsigned()),
            0x09 => Block(header, header.Unsigned()),
            0x1e => Block(header, 16),
            _ => throw new InvalidDataException(
                FormattableString.Invariant($"form 0x{form:x} is not expected in a list of files")
            ),
        };

    private static (string Text, ulong Number) Block(DwarfCursor header, ulong length)
    {
        header.Take(length);
        return ("", 0);
    }

    private static string Join(string directory, string name) =>
        directory.Length == 0 || name.StartsWith('/') || name.Length == 0 ? name : $"{directory.TrimEnd('/')}/{name}";

    private static string Shortened(string path)
    {
        var parts = new List<string>();
        foreach (string part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] is not ("" or ".."))
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != "." && (part.Length > 0 || parts.Count == 0))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }
}
