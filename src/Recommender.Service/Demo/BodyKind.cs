namespace Recommender.Service.Demo;

public enum BodyKind
{
    Paragraph,
    Heading,
    ListItem,
}
