using Recommender.Service.Importing.Text.Templating;

namespace Recommender.Service.Tests.Importing.Text;

public sealed class TemplatesTests
{
    [Theory]
    // WordPress and its page builders.
    [InlineData("[vc_row full=\"1\"][vc_column]The weir.[/vc_column][/vc_row]", "The weir.")]
    [InlineData("[et_pb_section a=&#8220;1&#8243; b=\"{}\"]The [b]weir[/b].[/et_pb_section]", "The weir.")]
    [InlineData("[caption id=\"x\"]<img src=\"w.jpg\"> A weir[/caption] [gallery]", "<img src=\"w.jpg\"> A weir ")]
    [InlineData("[box title=\"A [b] c\"]Inside[/box] [embed]https://v.example/1[/embed]", "Inside ")]
    [InlineData("[dropcap]T[/dropcap]he weir [contact-form-7 id=\"3\" title=\"Write\"]", "The weir ")]
    [InlineData("One[/et_pb_text][et_pb_text]two", "One two")]
    [InlineData("[my_plugin limit=3] [another-one a=\"b\" /] Text", "  Text")]
    // Hugo, also after it was made HTML.
    [InlineData("{{< figure src=\"a.jpg\" >}}Weir{{% note %}} in {{% /note %}}", "Weir in ")]
    [InlineData("{{&lt; youtube id=&quot;q&quot; &gt;}} Weir", " Weir")]
    [InlineData("{{< highlight go >}}a {{ b }}{{< /highlight >}} c", "a {{ b }} c")]
    // Liquid, Twig, Nunjucks, Handlebars, ERB, PHP.
    [InlineData("{% include v.html %}{%- if x -%}Weir{%- endif -%} {{ page.title | upcase }}.", "Weir .")]
    [InlineData("{% raw %}{{ kept }}{% endraw %} {% comment %}a secret{% endcomment %}{# note #}", "{{ kept }} ")]
    [InlineData("{{#each list}}Weir {{{ raw }}}{{/each}}", "Weir ")]
    [InlineData("<%= link %>Weir<% end %> <?php echo $a->b; ?>lock", "Weir lock")]
    [InlineData("<a href=\"{{ site.url }}/weir\">Weir</a>", "<a href=\"/weir\">Weir</a>")]
    [InlineData("{$title} and ${page.name}", " and ")]
    [InlineData("<$MTEntryTitle$>Weir<#if open> is open</#if> *|ARCHIVE|* %%web_url%%", "Weir is open  ")]
    // Drupal, MODX, MediaWiki, Joomla.
    [InlineData("[[nid:12]][[{\"fid\":\"7\",\"type\":\"media\"}]] [node:title] Weir [[*pagetitle]]", "  Weir ")]
    [InlineData("{{Infobox | name = {{lang|en|Weir}} | height = 4}} The weir", " The weir")]
    [InlineData("{loadposition right}{gallery}trips/2026{/gallery}{jcomments on}Weir", "Weir")]
    public void Instructions_to_a_system_are_removed_and_what_they_enclose_stays(string text, string expected) =>
        Assert.Equal(expected, Templates.Without(text));

    [Theory]
    [InlineData("He said so [sic], as noted [1] by [the mayor] in [2024].")]
    [InlineData("Mayor falls into lake [video] [PDF] [Update]")]
    [InlineData("[see page 3] [Ann Example, Courier] [if x=2] list[index] a[0] = b[i]")]
    [InlineData("{…} {a, b} {\"json\": 1} Dear {name}, it costs ${5} or $5")]
    [InlineData("$\\frac{{a}}{b}$ and {{1, 2}, {3, 4}} and x^{{2}}")]
    [InlineData("[[Other page|with words]] [[Another]]")]
    [InlineData("<p>Write <code>{{ name }}</code> or <pre>[gallery]\n{% if %}</pre></p>")]
    [InlineData("Not closed: {{ a {% b [gallery id=\"1 <% c")]
    [InlineData("5 < 6 [10:30] [note: ends soon] [ann:bo]")]
    public void Prose_and_code_stay(string text) => Assert.Equal(text, Templates.Without(text));

    [Fact]
    public void Of_escaped_shortcodes_the_written_ones_stay() =>
        Assert.Equal("Use [gallery ids=\"1\"] for it", Templates.Without("Use [[gallery ids=\"1\"]] for it"));

    [Fact]
    public void Markdown_keeps_its_code_and_loses_its_components()
    {
        const string Text = """
            import Map from "../map"
            import {
              Chart } from 'chart'

            export const meta = {
              title: "Weir"
            }

            # The weir {#weir}

            <Note kind="tip" wide={x > 2}>It is *open*.</Note> {/* soon */} {meta.title}

            Write `{{ name }}` and {{ name }}. See [words](https://a.example) and [gallery](https://b.example).

            ```liquid
            {% if weir %}
            ```

                {{ indented }}

            - a list

                {{< map >}}
            {: .wide}

            [[toc]]
            :::tip Look
            See [[Lock|the lock]] and ![[map.png]] [[Weir]].
            :::
            """;

        var plain = Templates.WithoutInMarkdown(Text);

        Assert.Equal("""
            # The weir

            It is *open*.

            Write `{{ name }}` and . See [words](https://a.example) and [gallery](https://b.example).

            ```liquid
            {% if weir %}
            ```

                {{ indented }}

            - a list





             Look
            See the lock and  Weir.
            """, string.Join('\n', plain.Split('\n').Select(line => line.TrimEnd())).Trim());
    }

    [Theory]
    [InlineData("[a \"")]
    [InlineData("[a=\"")]
    [InlineData("[[")]
    [InlineData("{{")]
    [InlineData("{% raw %}")]
    [InlineData("{{< highlight >}}")]
    [InlineData("[code]")]
    [InlineData("<code>")]
    [InlineData("{a ")]
    [InlineData("`")]
    [InlineData("``` `")]
    [InlineData("<A ")]
    [InlineData("<%")]
    [InlineData("{{ }}{{")]
    [InlineData("[/a][a]")]
    public async Task Time_grows_with_the_length_only(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 500_000 / piece.Length)) + "endraw {{< /highlight [/code";

        await CheckedImports.TimedAsync(() => Task.FromResult(Templates.Without(text) + Templates.WithoutInMarkdown(text)));
    }
}
