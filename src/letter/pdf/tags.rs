//! The tree that screen readers walk: what each mark on each page means.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Result, dictionary};

use crate::letter::page::{Item, NodeId, Role, Sheets};

/// Where a node's content is: page and mark, in reading order.
type Content = BTreeMap<NodeId, Vec<(usize, usize)>>;

/// Adds the structure tree. `marks` holds, page by page, the node of each mark.
pub(super) fn add(document: &mut Document, sheets: &Sheets, marks: &[&[NodeId]]) -> Result<()> {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = sheets
        .nodes
        .iter()
        .map(|_| document.new_object_id())
        .collect();
    let content = contents(marks);
    let full = filled(sheets, &content);
    for (index, node) in sheets.nodes.iter().enumerate() {
        let id = NodeId(index);
        let (Some(own), true) = (ids.get(index), full.contains(&id)) else {
            continue;
        };
        let parent = node
            .parent
            .and_then(|parent| ids.get(parent.0))
            .copied()
            .unwrap_or(root);
        let mut element = dictionary! {
            "Type" => "StructElem",
            "S" => Object::Name(standard_name(&node.role).into()),
            "P" => Object::Reference(parent),
            "K" => Object::Array(kids(sheets, id, &ids, &content, &full, &pages)),
        };
        attributes(&mut element, sheets, id, &node.role);
        document.objects.insert(*own, Object::Dictionary(element));
    }
    let tree = parent_tree(marks, &ids);
    let next = i64::try_from(pages.len()).unwrap_or(i64::MAX);
    let document_node = ids.first().copied().unwrap_or(root);
    document.objects.insert(
        root,
        Object::Dictionary(dictionary! {
            "Type" => "StructTreeRoot",
            "K" => Object::Reference(document_node),
            "ParentTree" => dictionary! { "Nums" => Object::Array(tree) },
            "ParentTreeNextKey" => next,
        }),
    );
    for (index, page) in pages.iter().enumerate() {
        let page = document.get_dictionary_mut(*page)?;
        page.set("StructParents", i64::try_from(index).unwrap_or(i64::MAX));
        page.set("Tabs", Object::Name(b"S".to_vec()));
        page.remove(b"Annots");
    }
    let catalog = document.catalog_mut()?;
    catalog.set("StructTreeRoot", Object::Reference(root));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("Lang", Object::string_literal(sheets.language.as_str()));
    Ok(())
}

fn contents(marks: &[&[NodeId]]) -> Content {
    let mut content = Content::new();
    for (page, nodes) in marks.iter().enumerate() {
        for (mark, node) in nodes.iter().enumerate() {
            content.entry(*node).or_default().push((page, mark));
        }
    }
    content
}

/// Nodes with content of their own or below them: an empty paragraph is not worth a reader's time.
fn filled(sheets: &Sheets, content: &Content) -> std::collections::BTreeSet<NodeId> {
    let mut full = std::collections::BTreeSet::from([NodeId::DOCUMENT]);
    for node in content.keys() {
        let mut next = Some(*node);
        while let Some(id) = next.filter(|id| full.insert(*id)) {
            next = sheets.nodes.get(id.0).and_then(|node| node.parent);
        }
    }
    // A row keeps its empty cells, or its columns would shift.
    for (index, node) in sheets.nodes.iter().enumerate() {
        let cell = matches!(node.role, Role::Cell | Role::ColumnHead | Role::RowHead);
        if cell && node.parent.is_some_and(|row| full.contains(&row)) {
            full.insert(NodeId(index));
        }
    }
    full
}

fn kids(
    sheets: &Sheets,
    id: NodeId,
    ids: &[ObjectId],
    content: &Content,
    full: &std::collections::BTreeSet<NodeId>,
    pages: &[ObjectId],
) -> Vec<Object> {
    let mut kids = Vec::new();
    for (page, mark) in content.get(&id).into_iter().flatten() {
        let Some(page) = pages.get(*page) else {
            continue;
        };
        kids.push(Object::Dictionary(dictionary! {
            "Type" => "MCR",
            "Pg" => Object::Reference(*page),
            "MCID" => i64::try_from(*mark).unwrap_or(i64::MAX),
        }));
    }
    let below = sheets
        .nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| node.parent == Some(id));
    for (index, _) in below.filter(|(index, _)| full.contains(&NodeId(*index))) {
        kids.extend(ids.get(index).map(|id| Object::Reference(*id)));
    }
    kids
}

/// For each page, the element of each of its marks.
fn parent_tree(marks: &[&[NodeId]], ids: &[ObjectId]) -> Vec<Object> {
    let mut nums = Vec::new();
    for (page, nodes) in marks.iter().enumerate() {
        nums.push(Object::Integer(i64::try_from(page).unwrap_or(i64::MAX)));
        let elements = nodes
            .iter()
            .filter_map(|node| ids.get(node.0))
            .map(|id| Object::Reference(*id));
        nums.push(Object::Array(elements.collect()));
    }
    nums
}

fn attributes(element: &mut Dictionary, sheets: &Sheets, id: NodeId, role: &Role) {
    let scope = |scope: &str| dictionary! { "O" => "Table", "Scope" => Object::Name(scope.into()) };
    match role {
        Role::ColumnHead => element.set("A", scope("Column")),
        Role::RowHead => element.set("A", scope("Row")),
        Role::List => element.set(
            "A",
            dictionary! { "O" => "List", "ListNumbering" => "Disc" },
        ),
        Role::Figure(words) => {
            element.set("Alt", lopdf::text_string(words));
            if let Some(area) = picture_box(sheets, id) {
                let numbers = area.into_iter().map(Object::Real).collect();
                let layout = dictionary! {
                    "O" => "Layout",
                    "Placement" => "Block",
                    "BBox" => Object::Array(numbers),
                };
                element.set("A", layout);
            }
        }
        _ => {}
    }
}

fn picture_box(sheets: &Sheets, id: NodeId) -> Option<[f32; 4]> {
    sheets.pages.iter().find_map(|page| {
        page.items.iter().find_map(|placed| match &placed.item {
            Item::Picture { area, .. } if placed.node == Some(id) => {
                let bottom = page.height_pt - area.y - area.height;
                Some([area.x, bottom, area.x + area.width, bottom + area.height])
            }
            _ => None,
        })
    })
}

/// The standard structure type of a role.
pub(super) fn standard_name(role: &Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Title => "H1",
        Role::Heading => "H2",
        Role::Paragraph => "P",
        Role::Quote => "BlockQuote",
        Role::List => "L",
        Role::Item => "LI",
        Role::Bullet => "Lbl",
        Role::ItemBody => "LBody",
        Role::Table => "Table",
        Role::Row => "TR",
        Role::ColumnHead | Role::RowHead => "TH",
        Role::Cell => "TD",
        Role::Figure(_) => "Figure",
    }
}
