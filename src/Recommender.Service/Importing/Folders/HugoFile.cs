using System.Text.Json;

namespace Recommender.Service.Importing.Folders;

/// <summary>A file of a Hugo site's content.</summary>
/// <param name="Path">Within the content.</param>
/// <param name="Content">The folder of the content that it is in.</param>
/// <param name="Name">Without ending and language.</param>
/// <param name="Language">Null in a site without languages.</param>
/// <param name="Prefix">What the language puts before its addresses; may be empty.</param>
/// <param name="Settings">Those of the site in this language.</param>
/// <param name="IsDisabled">Whether the site does not show the language.</param>
internal sealed record HugoFile(
    string Path, string Content, string Name, string? Language, string Prefix, JsonElement Settings, bool IsDisabled);
