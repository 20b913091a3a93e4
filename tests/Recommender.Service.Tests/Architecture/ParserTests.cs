using Mono.Cecil;
using Recommender.Service.Desk.SignIn;
using Recommender.Service.Importing;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Importing.Fetching;
using Recommender.Service.Importing.Formats;
using Recommender.Service.Importing.Pages;
using Recommender.Service.Importing.Text;

namespace Recommender.Service.Tests.Architecture;

/// <summary>
/// Input from outside is parsed only where its cost is bounded. Who adds a parser bounds it in <c>Importing/Budgets</c>, or reads with it
/// in a reading process only, and names it here.
/// </summary>
public sealed class ParserTests
{
    // Each parser, and the only types that may use it.
    private static readonly Dictionary<string, Type[]> Parsers = new()
    {
        // The reports are the program's own files.
        ["AngleSharp.Html.Parser.HtmlParser"] = [typeof(BoundedHtml), typeof(ErasedReports)],
        // Linear.
        ["AngleSharp.Html.Parser.HtmlTokenizer"] = [typeof(HtmlCost), typeof(HtmlCharset)],
        ["AngleSharp.Xml.Parser.XmlParser"] = [typeof(LenientXml)],
        ["System.Xml.XmlReader::Create"] = [typeof(BoundedXml)],
        ["System.Xml.XmlDocument"] = [],
        ["System.Xml.Linq.XDocument::Load"] = [],
        ["System.Xml.Linq.XDocument::Parse"] = [],
        // The keys are the program's own files.
        ["System.Xml.Linq.XElement::Load"] = [typeof(SessionKeys)],
        ["System.Xml.Linq.XElement::Parse"] = [],
        ["Markdig.Markdown"] = [typeof(MarkdownItem)],
        ["SmartReader.Reader"] = [typeof(PageText)],
        // What may run without bounds runs in a reading process, or after a check that it is small.
        [$"{typeof(LenientXml).FullName}::Items"] = [typeof(FeedItems)],
        [$"{typeof(FeedItems).FullName}::ReadLeniently"] = [typeof(ReadLoop)],
        [$"{typeof(HtmlPage).FullName}::Read"] = [typeof(ReadLoop), typeof(Reading), typeof(HtmlPage)],
        [$"{typeof(HomePage).FullName}::Read"] = [typeof(ReadLoop), typeof(Reading)],
        [$"{typeof(MarkdownItem).FullName}::Read"] = [typeof(ReadLoop), typeof(Reading)],
        [$"{typeof(ArticleText).FullName}::Of"] = [typeof(ReadLoop), typeof(Reading), typeof(ArticleText)],
    };

    [Fact]
    public void Only_bounded_readers_use_a_parser()
    {
        using var module = ModuleDefinition.ReadModule(typeof(Program).Assembly.Location);
        var uses = module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody)
            .SelectMany(method => method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>()
                .Select(called => (From: Outermost(method.DeclaringType), Called: called)))
            .Select(use => (use.From, Parser: ParserOf(use.Called))).Where(use => use.Parser is not null).Distinct().ToList();

        var wrong = uses.Where(use => !Parsers[use.Parser!].Any(type => type.FullName == use.From))
            .Select(use => $"{use.From} uses {use.Parser}");
        Assert.Equal("", string.Join('\n', wrong));
        // A parser that nothing uses has another name by now.
        Assert.Empty(Parsers.Where(parser => parser.Value.Length > 0).Select(parser => parser.Key)
            .Except(uses.Select(use => use.Parser!)));
    }

    private static string? ParserOf(MethodReference called)
    {
        var type = called.DeclaringType.GetElementType().FullName;
        return Parsers.ContainsKey($"{type}::{called.Name}") ? $"{type}::{called.Name}" : Parsers.ContainsKey(type) ? type : null;
    }

    private static string Outermost(TypeReference type) => type.DeclaringType is null ? type.FullName : Outermost(type.DeclaringType);
}
