<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>map</name>
  <message>
    <source>Measuring which directions change the picture most</source>
    <translation>Midiendo qué direcciones cambian más la imagen</translation>
  </message>
  <message>
    <source>Placing the points on the map</source>
    <translation>Colocando los puntos en el mapa</translation>
  </message>
  <message>
    <source>T-shirt/top</source>
    <translation>Camiseta</translation>
  </message>
  <message>
    <source>Trouser</source>
    <translation>Pantalón</translation>
  </message>
  <message>
    <source>Pullover</source>
    <translation>Jersey</translation>
  </message>
  <message>
    <source>Dress</source>
    <translation>Vestido</translation>
  </message>
  <message>
    <source>Coat</source>
    <translation>Abrigo</translation>
  </message>
  <message>
    <source>Sandal</source>
    <translation>Sandalia</translation>
  </message>
  <message>
    <source>Shirt</source>
    <translation>Camisa</translation>
  </message>
  <message>
    <source>Sneaker</source>
    <translation>Zapatilla</translation>
  </message>
  <message>
    <source>Bag</source>
    <translation>Bolso</translation>
  </message>
  <message>
    <source>Ankle boot</source>
    <translation>Botín</translation>
  </message>
  <message>
    <source>no data nearby</source>
    <translation>sin datos cerca</translation>
  </message>
  <message>
    <source>Classes on the map</source>
    <translation>Clases en el mapa</translation>
  </message>
  <message>
    <source>Show the class {name}</source>
    <translation>Mostrar la clase {name}</translation>
  </message>
  <message>
    <source>Shows or hides this class. Double click or Ctrl+click: only this one. Classes that lie apart are told apart by the latent, though no label was used.</source>
    <translation>Muestra u oculta esta clase. Doble clic o Ctrl+clic: solo esta. Las clases que quedan separadas las distingue el espacio latente, aunque no se usó ninguna etiqueta.</translation>
  </message>
  <message>
    <source>all</source>
    <translation>todas</translation>
  </message>
  <message>
    <source>none</source>
    <translation>ninguna</translation>
  </message>
  <message>
    <source>Show all classes</source>
    <translation>Mostrar todas las clases</translation>
  </message>
  <message>
    <source>Shows the points of every class.</source>
    <translation>Muestra los puntos de todas las clases.</translation>
  </message>
  <message>
    <source>Hide all classes</source>
    <translation>Ocultar todas las clases</translation>
  </message>
  <message>
    <source>Hides all points, so that the decoded pictures can be seen.</source>
    <translation>Oculta todos los puntos para que se vean las imágenes decodificadas.</translation>
  </message>
  <message>
    <source>decoded</source>
    <translation>decodificada</translation>
  </message>
  <message>
    <source>original</source>
    <translation>original</translation>
  </message>
  <message>
    <source>Use the current picture as point {name}</source>
    <translation>Usar la imagen actual como punto {name}</translation>
  </message>
  <message>
    <source>Makes the current picture's latent point {name} of the plane. Any three latents span a plane; between them lie all their mixtures.</source>
    <translation>Toma el vector latente de la imagen actual como punto {name} del plano. Tres vectores latentes cualesquiera generan un plano; entre ellos están todas sus mezclas.</translation>
  </message>
  <message>
    <source>Stop choosing points</source>
    <translation>Dejar de elegir puntos</translation>
  </message>
  <message>
    <source>Stops choosing points and leaves the map as it is.</source>
    <translation>Deja de elegir puntos y el mapa queda como está.</translation>
  </message>
  <message>
    <source>Use the current picture as:</source>
    <translation>Usar la imagen actual como:</translation>
  </message>
  <message>
    <source>Click point {name} on the map, or use the current picture as:</source>
    <translation>Haz clic en el mapa para el punto {name}, o usa la imagen actual como:</translation>
  </message>
  <message>
    <source>Map</source>
    <translation>Mapa</translation>
  </message>
  <message>
    <source>Kind of map</source>
    <translation>Tipo de mapa</translation>
  </message>
  <message>
    <source>How many dimensions become two: a plane shows two without distortion; the structure map bends space so that neighbours stay together.</source>
    <translation>Cómo muchas dimensiones pasan a ser dos: un plano muestra dos sin deformarlas; el mapa de estructura dobla el espacio para que los vecinos sigan juntos.</translation>
  </message>
  <message>
    <source>Map of the latent space</source>
    <translation>Mapa del espacio latente</translation>
  </message>
  <message>
    <source>Drag or use the arrow keys to walk through the latent space. Plus and minus zoom, Home shows everything.</source>
    <translation>Arrastra o usa las flechas para recorrer el espacio latente. Más y menos cambian el aumento; Inicio lo muestra todo.</translation>
  </message>
  <message>
    <source>Show points</source>
    <translation>Mostrar los puntos</translation>
  </message>
  <message>
    <source>Each point is one picture's latent, coloured by its class.</source>
    <translation>Cada punto es el vector latente de una imagen, con el color de su clase.</translation>
  </message>
  <message>
    <source>Show decoded pictures</source>
    <translation>Mostrar las imágenes decodificadas</translation>
  </message>
  <message>
    <source>Decodes the place under each cell: the manifold that the decoder has learnt. Look for smooth changes, and for what lies between two classes.</source>
    <translation>Decodifica el lugar de cada celda: la variedad que aprendió el decodificador. Busca cambios suaves y lo que hay entre dos clases.</translation>
  </message>
  <message>
    <source>Show density</source>
    <translation>Mostrar la densidad</translation>
  </message>
  <message>
    <source>How many points lie where: sampling in an empty place decodes to nonsense.</source>
    <translation>Cuántos puntos hay en cada lugar: muestrear en un lugar vacío da imágenes sin sentido.</translation>
  </message>
  <message>
    <source>Plane through three points</source>
    <translation>Plano por tres puntos</translation>
  </message>
  <message>
    <source>Choose three points: the map becomes the plane through their latents, where every place is a mixture of the three.</source>
    <translation>Elige tres puntos: el mapa pasa a ser el plano que contiene sus vectores latentes, donde cada lugar es una mezcla de los tres.</translation>
  </message>
  <message>
    <source>Show the whole map</source>
    <translation>Mostrar todo el mapa</translation>
  </message>
  <message>
    <source>Shows the whole map (Home, or a double click on the map).</source>
    <translation>Muestra todo el mapa (Inicio, o doble clic en el mapa).</translation>
  </message>
  <message>
    <source>The map appears when a model is open.</source>
    <translation>El mapa aparece cuando hay un modelo abierto.</translation>
  </message>
  <message>
    <source>Building the map...</source>
    <translation>Construyendo el mapa...</translation>
  </message>
  <message>
    <source>This map could not be built.</source>
    <translation>No se pudo construir este mapa.</translation>
  </message>
  <message>
    <source>Latent plane</source>
    <translation>Plano latente</translation>
  </message>
  <message>
    <source>Structure</source>
    <translation>Estructura</translation>
  </message>
  <message>
    <source>Principal plane</source>
    <translation>Plano principal</translation>
  </message>
  <message>
    <source>Show the prior's contours</source>
    <translation>Mostrar los contornos de la distribución a priori</translation>
  </message>
  <message>
    <source>Lines that hold 50, 90 and 99 % of the prior on this plane. Pictures outside are rarely drawn; the points should fill the inside evenly.</source>
    <translation>Líneas que encierran el 50, 90 y 99 % de la distribución a priori en este plano. Las imágenes de fuera casi nunca se muestrean; los puntos deberían llenar el interior por igual.</translation>
  </message>
  <message>
    <source>The structure map has no contours: it bends space, so a circle of the prior has no shape on it. Planes have them.</source>
    <translation>El mapa de estructura no tiene contornos: dobla el espacio, y un círculo de la distribución a priori no tiene forma en él. Los planos sí los tienen.</translation>
  </message>
  <message>
    <source>This model has no encoder: the points are {count} of its own samples.</source>
    <translation>Este modelo no tiene codificador: los puntos son {count} muestras suyas.</translation>
  </message>
  <message>
    <source>The points are {count} held-out pictures, at their posterior means.</source>
    <translation>Los puntos son {count} imágenes de prueba, en sus medias a posteriori.</translation>
  </message>
  <message>
    <source>The plane is the latent space itself.</source>
    <translation>El plano es el propio espacio latente.</translation>
  </message>
  <message>
    <source>Neighbours in latent space are neighbours here; long distances mean little.</source>
    <translation>Los vecinos en el espacio latente son vecinos aquí; las distancias largas significan poco.</translation>
  </message>
  <message>
    <source>They are projected onto the plane, which holds {share} % of their variance.</source>
    <translation>Están proyectados sobre el plano, que conserva el {share} % de su varianza.</translation>
  </message>
  <message>
    <source>A dashed cursor: the picture's latent lies off this map, and the ring marks the nearest place. Drag it, and the picture moves onto the map.</source>
    <translation>Cursor discontinuo: el vector latente de la imagen está fuera de este mapa y el anillo marca el lugar más cercano. Arrástralo y la imagen pasará al mapa.</translation>
  </message>
  <message>
    <source>Pictures that look alike are neighbours; long distances mean little.</source>
    <translation>Las imágenes que se parecen son vecinas; las distancias largas significan poco.</translation>
  </message>
  <message>
    <source>Only {count} held-out pictures: the map is sparse.</source>
    <translation>Solo {count} imágenes de prueba: el mapa tiene pocos puntos.</translation>
  </message>
  <message>
    <source>Only one held-out picture: the map is sparse.</source>
    <translation>Solo una imagen de prueba: el mapa tiene pocos puntos.</translation>
  </message>
</context>
</TS>
