using System;
using System.Collections.Generic;
using System.Linq;
using EventNormalization.Text;

namespace EventNormalization.Normalization;

/// <summary>Caches names as paths: each is looked up at the top and in every wrapper.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class SettingPaths
{
    private readonly Dictionary<string, SettingPath> _paths = new(StringComparer.Ordinal);

    /// <summary>The name as a path into objects.</summary>
    public SettingPath Of(string path)
    {
        if (!_paths.TryGetValue(path, out var read))
        {
            var fault = AliasPath.FindError(path);
            var folded = SettingName.IsUnicode(path) ? FoldedName.Of(path) : null;
            var parts = AliasPath.PartsOf(path).Select(part => new WrittenName(part, FoldedName.Of(part)!));
            read = new SettingPath(
                fault,
                fault is null ? [.. parts] : [],
                folded is null ? null : new WrittenName(path, folded));
            _paths.Add(path, read);
        }

        return read;
    }
}
