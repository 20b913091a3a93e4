using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Recommender.Service.Tests.Docs;

/// <summary>The docstring summaries of the product, as Markdown on one line.</summary>
internal sealed partial class Docstrings
{
    private readonly Dictionary<string, XElement> _summaries = OptionClasses.Assemblies
        .SelectMany(assembly => XDocument.Load(Path.ChangeExtension(assembly.Location, "xml")).Descendants("member"))
        .Where(member => member.Element("summary") is not null && OfProduct().IsMatch(member.Attribute("name")!.Value))
        .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")!, StringComparer.Ordinal);

    /// <returns>The summary; empty if there is none.</returns>
    public string Of(Type type) => Find($"T:{type.FullName}");

    /// <returns>The summary; empty if there is none.</returns>
    public string Of(PropertyInfo property) => Find($"P:{property.DeclaringType!.FullName}.{property.Name}");

    /// <returns>The summaries of an enum's members, each after its name as in settings; empty if there are none.</returns>
    public string OfMembers(Type type) => string.Concat(Enum.GetNames(type)
        .Select(name => (name, text: Find($"F:{type.FullName}.{name}")))
        .Where(member => member.text.Length > 0)
        .Select(member => $" `{char.ToLowerInvariant(member.name[0])}{member.name[1..]}`: {member.text}"));

    private string Find(string member) => _summaries.TryGetValue(member, out var summary) ? Plain(summary) : "";

    private static string Plain(XElement summary) => Spaces().Replace(string.Concat(summary.Nodes().Select(node => node switch
    {
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => $"`{LastName(see.Attribute("cref")?.Value ?? see.Attribute("langword")?.Value ?? "")}`",
        XElement element => element.Value,
        XText text => text.Value,
        _ => "",
    })), " ").Trim();

    private static string LastName(string reference) => reference.Split('(')[0].Split('.', ':')[^1];

    // Without generated types, whose names are the same in both assemblies.
    [GeneratedRegex("^.:Recommender\\.")]
    private static partial Regex OfProduct();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
